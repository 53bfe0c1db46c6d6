"""Each row of the page is tested on every loss, and each property is a row."""

import re

from lossbook.paths import DOCS
from tests.snippets.case import INDICES
from tests.snippets.properties import PROPERTIES, declared
from tests.snippets.under_test import LOSS_FILES, LOSSES

PAGE = "reference/what-every-loss-does"
ROWS = {
    "Value and gradient": [
        "test_value_and_gradient_on_the_grid",
        "test_value_and_gradient_at_random_points",
    ],
    "Half precision": [
        "test_half_precision_is_computed_in_float32",
        "test_sum_over_many_in_half_precision",
        "test_gradient_under_a_gradient_scaler",
    ],
    "Other types": ["test_dtype_follows_the_input"],
    "Gradient": [
        "test_gradcheck_and_gradgradcheck",
        "test_dtype_follows_the_input",
    ],
    "A score of −∞": ["test_classes_ruled_out_by_a_logit_of_minus_infinity"],
    "NaN": ["test_values_are_not_checked_and_nan_shows"],
    "Order": [
        "test_order_of_the_batch_changes_nothing",
        "test_samples_are_independent",
    ],
    "Shapes": [
        "test_more_dimensions_are_more_samples",
        "test_strides_do_not_matter",
        "test_expanded_samples",
        "test_one_sample_without_a_batch",
    ],
    "`reduction`": ["test_reductions_agree"],
    "`weight`": ["test_signature", "test_reductions_agree"],
    "`ignore_index`": [
        "test_signature",
        "test_ignored_samples_count_for_nothing",
        "test_ignored_entries_reach_nothing",
    ],
    "Nothing left": ["test_empty_batch", "test_everything_ignored_is_nothing"],
    "Names and order": ["test_signature"],
    "Defaults": ["test_signature"],
    "Errors": [
        "test_bad_options",
        "test_bad_dtypes",
        "test_bad_shapes",
        "test_scores_of_no_dimension_or_one_more",
        "test_numbers_of_numpy_are_numbers",
    ],
    "What is not checked": [
        "test_values_are_not_checked_and_nan_shows",
        "test_class_out_of_range_is_an_error",
    ],
    "The module": [
        "test_module_is_the_function",
        "test_module_pickles_and_shows_its_options",
        "test_module_holds_tensors_as_buffers",
    ],
    "`torch.compile`": ["test_compiles_to_one_graph"],
    "`torch.func`": [
        "test_func_grad_and_vmap",
        "test_func_grad_and_vmap_over_batches",
        "test_module_holds_tensors_as_buffers",
    ],
    "`torch.autocast`": ["test_autocast"],
    "Inference mode": ["test_inference_mode"],
    "Any device": ["test_nothing_is_read_from_the_device"],
    "Your tensors": ["test_arguments_are_not_modified"],
}
# What a reader does not see: the tests' own, and what a loss claims by itself.
UNSEEN = {
    "test_case_has_values_for_each_option",
    "test_case_makes_the_tensors_that_the_loss_takes",
    "test_oracle_gradient_is_the_derivative_of_its_value",
    "test_docstring_tells_what_the_case_says",
    "test_invariances",
    "test_values_depend_on_the_batch",
}


def rows() -> list[str]:
    """The first cells of the page's tables."""
    text = (DOCS / f"{PAGE}.md").read_text("utf-8")
    found = re.findall(r"^\| (.+?) \| ", text, re.MULTILINE)
    return [cell for cell in found if cell != "What"]


def test_each_row_is_tested():
    assert rows() == list(ROWS)


def test_each_property_is_a_row():
    names = {each.name for each in declared() if each.argument == "loss"}
    listed = {name for several in ROWS.values() for name in several}
    assert not listed & UNSEEN
    assert listed | UNSEEN == names


def test_each_row_holds_for_every_loss():
    declared()
    for row, names in ROWS.items():
        properties = [PROPERTIES[name] for name in names]
        for loss in LOSSES:
            of_indices = "class ind" in text_of(row) or "_index" in row
            if of_indices and loss.case.inputs.labels != INDICES:
                continue
            assert any(each.holds_for(loss) for each in properties), (
                f"docs/{PAGE}.md: no test of {row!r} is put to {loss}"
            )


def text_of(row: str) -> str:
    """What the page says in a row."""
    text = (DOCS / f"{PAGE}.md").read_text("utf-8")
    return next(x for x in text.splitlines() if x.startswith(f"| {row} | "))


def test_every_loss_is_in_the_run():
    script = DOCS.parent / "snippets/relations/what_every_loss_does.py"
    text = script.read_text("utf-8")
    for path in LOSS_FILES:
        assert f"snippets.losses.{path.stem} import" in text, (
            f"{script.name}: {path.stem} is not in the run"
        )
