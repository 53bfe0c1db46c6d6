from tests.snippets.case import REGRESSION, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import REFLECTION, TRANSLATION


def oracle(input, target):
    error = mp.mpf(input) - mp.mpf(target)
    if not error:
        return error
    # cosh e = 1 + e^2 / 2 + …: as many digits more as the 1 takes away.
    with mp.extradps(2 * max(0, -int(mp.log10(abs(error))))):
        return mp.log(mp.cosh(error))


def gradient(input, target):
    return [mp.tanh(mp.mpf(input) - mp.mpf(target))]


case = LossCase(
    inputs=REGRESSION,
    oracle=oracle,
    gradient=gradient,
    invariances=(TRANSLATION, REFLECTION),
)
