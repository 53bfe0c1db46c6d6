"""The shared properties notice a fault in any new regularizer."""

import pytest

from lossbook.paths import ROOT
from tests.snippets.properties import PROPERTIES, declared
from tests.snippets.under_test import regularizers_of

FOLDER = ROOT / "snippets/regularizers"
# The file, what is right in it, what is wrong, and the property that notices.
RULE = "l1_penalty", "weight_decay_groups"
FAULTS = {
    "the class's own name alone": (
        RULE,
        "for kind in type(module).__mro__",
        "for kind in [type(module)]",
        "test_norms_are_no_weights",
    ),
    "a list of norms without BatchNorm3d": (
        RULE,
        "_NORM.search(kinds)",
        """isinstance(
            module,
            (nn.BatchNorm1d, nn.BatchNorm2d, nn.SyncBatchNorm, nn.PReLU)
            + (nn.modules.instancenorm._InstanceNorm, nn.LayerNorm)
            + (nn.GroupNorm, nn.RMSNorm),
        )""",
        "test_norms_are_no_weights",
    ),
    "norms in camel case alone": (
        RULE,
        "[Nn]orm(?![a-z])",
        "Norm(?![a-z])",
        "test_norms_are_no_weights",
    ),
    "all that has norm in its name": (
        RULE,
        "[Nn]orm(?![a-z])",
        "[Nn]orm",
        "test_layers_of_other_packages",
    ),
    "no PReLU": (RULE, "|PReLU", "", "test_what_is_a_weight"),
    "bias anywhere": (
        RULE,
        "[._]bias(es)?[._]",
        "bias",
        "test_what_is_a_weight",
    ),
    "bias in the last name alone": (
        RULE,
        "[._]bias(es)?[._]",
        r"[._]bias(es)?(_\w+)?\.$",
        "test_what_is_a_weight",
    ),
    "no biases": (RULE, "bias(es)?", "bias", "test_what_is_a_weight"),
    "exempt as a piece of text": (
        RULE,
        'if f".{each}." in path',
        "if each in path",
        "test_exempt",
    ),
    "the first that exempt names": (
        RULE,
        "for parameter in found:",
        "for parameter in found[:1]:",
        "test_exempt",
    ),
    "one character of exempt": (
        RULE,
        "if isinstance(exempt, str) or not",
        "if not",
        "test_wrong_types_are_refused_by_name",
    ),
    "what requires a gradient": (
        ["l1_penalty", "l2_penalty"],
        "isinstance(weight, nn.Parameter) and not",
        "not",
        "test_penalty_under_functional_call",
    ),
    "what is a parameter": (
        ["l1_penalty", "l2_penalty"],
        "isinstance(weight, nn.Parameter) and not weight.requires_grad",
        "not isinstance(weight, nn.Parameter)",
        "test_frozen_counts_for_nothing_unless_swapped",
    ),
    "the result narrowed": (
        ["l1_penalty", "l2_penalty"],
        "total = total + term",
        "total = (total + term).to(weight.dtype)",
        "test_penalty_in_half_precision",
    ),
    "the dtype of the first weight": (
        ["l1_penalty"],
        "total = total + term",
        "total = (total + term).to(weights[0].dtype)",
        "test_penalty_of_several_dtypes",
    ),
    "complex squares": (
        ["l2_penalty"],
        "weight.is_complex()",
        "False",
        "test_penalty_of_complex_weights_is_of_their_absolute_values",
    ),
    "a number that is none": (
        ["l1_penalty", "l2_penalty", "weight_decay_groups", "proximal_l1"],
        ", Real) and",
        ", object) and",
        "test_wrong_types_are_refused_by_name",
    ),
    "numbers of NumPy refused": (
        ["l1_penalty", "l2_penalty", "weight_decay_groups", "proximal_l1"],
        ", Real) and",
        ", int | float) and",
        "test_numbers_of_any_type_are_taken",
    ),
    "pairs taken apart": (
        ["proximal_l1"],
        "isinstance(each, Tensor) and",
        "True and",
        "test_wrong_types_are_refused_by_name",
    ),
    "frozen weights moved": (
        ["proximal_l1"],
        "if each.requires_grad or not isinstance(each, nn.Parameter):",
        "if True:",
        "test_step_moves_each_kind_of_parameter",
    ),
    "a lone parameter of no dimension": (
        ["proximal_l1"],
        "isinstance(parameters, Tensor) or",
        "isinstance(parameters, Tensor) and parameters.dim() or",
        "test_step_moves_each_kind_of_parameter",
    ),
    "a parameter in both groups": (
        ["weight_decay_groups"],
        "if p not in weights",
        "if p is not None",
        "test_groups_have_each_parameter_once",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_noticed(tmp_path, fault):
    names, right, wrong, name, *_ = FAULTS[fault]
    declared()
    for stem in names:
        ours = (FOLDER / f"{stem}.py").read_text("utf-8")
        assert right in ours, (
            f"snippets/regularizers/{stem}.py: has no {right!r} any more: "
            f"write the fault {fault!r} anew in {__file__}"
        )
        path = tmp_path / "regularizers" / f"{stem}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(ours.replace(right, wrong), "utf-8")
        noticed = False
        for each in regularizers_of(path):
            if PROPERTIES[name].holds_for(each):
                try:
                    PROPERTIES[name].test(each)
                except Exception as error:
                    noticed = f"{stem}.py:" in str(error)
        assert noticed, (
            f"{name} does not notice {fault!r} in {stem}.py: {wrong!r} for "
            f"{right!r}"
        )
