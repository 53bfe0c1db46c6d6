"""Letters that come at unknown steps: guess the steps, or sum over all."""

import torch
from torch.nn import functional as F

# Words of 4 letters from 1 to 4. Each letter is heard once in 20 noisy steps,
# and there are pauses, but nobody wrote down when.
torch.manual_seed(0)
words = torch.randint(1, 5, (564, 4))
step = 2 * torch.rand(564, 10).argsort(dim=1)[:, :4].sort(dim=1).values
heard = 0.15 * torch.randn(564, 20, 5, dtype=torch.float64)
heard[torch.arange(564)[:, None], step, words] += 1
steps, letters = torch.full((64,), 20), torch.full((64,), 4)


def guess(log_p, target):
    """Cross-entropy, as if each letter took a quarter of the steps."""
    return F.nll_loss(log_p.transpose(1, 2), target.repeat_interleave(5, dim=1))


def ctc(log_p, target):
    """All steps at which the letters may have come."""
    return F.ctc_loss(log_p.transpose(0, 1), target, steps, letters)


def train(loss, epochs=200):
    """The log-probabilities by a linear model that saw the first 64 words."""
    weight = torch.zeros(5, 5, dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(5, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([weight, bias], lr=0.1)
    for _ in range(epochs):
        optimizer.zero_grad()
        log_p = (heard @ weight + bias).log_softmax(dim=2)
        loss(log_p[:64], words[:64]).backward()
        optimizer.step()
    return log_p.detach()


def read(log_p):
    """The likeliest class of each step; repeats count once, 0 is a pause."""
    best = [row.unique_consecutive() for row in log_p.argmax(dim=2)]
    return [row[row > 0].tolist() for row in best]


if __name__ == "__main__":
    for loss in (guess, ctc):
        answers = read(train(loss)[64:])
        asked = words[64:].tolist()
        right = sum(map(list.__eq__, answers, asked)) / 500
        print(f"{loss.__name__}: {right:.2f} of 500 new words are right")
        #> guess: 0.00 of 500 new words are right
        #> ctc: 0.98 of 500 new words are right
        print(asked[0], "is read as", answers[0])
        #> [2, 4, 1, 1] is read as [2, 1, 4, 3, 4, 3, 4, 2, 1, 4, 1, 3]
        #> [2, 4, 1, 1] is read as [2, 4, 1, 1]
