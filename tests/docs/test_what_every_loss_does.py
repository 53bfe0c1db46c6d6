"""Each row of the page is tested on every loss, and each property is a row."""

import re

from lossbook.paths import DOCS
from tests.snippets.case import INDICES
from tests.snippets.properties import MODULES, PROPERTIES, declared
from tests.snippets.under_test import LOSS_FILES, LOSSES, REGULARIZERS

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
    "`torch.export`": ["test_exports"],
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
PENALTIES = {
    "Value and gradient": [
        "test_penalty_on_the_grid",
        "test_penalty_at_random_points",
        "test_penalty_gradcheck",
        "test_penalty_in_half_precision",
        "test_penalty_of_complex_weights_is_of_their_absolute_values",
    ],
    "Result": [
        "test_penalty_of_several_dtypes",
        "test_penalty_is_a_scalar_on_the_device_of_the_model",
    ],
    "Weights": [
        "test_what_is_a_weight",
        "test_norms_are_no_weights",
        "test_all_other_layers_of_torch_have_weights",
        "test_layers_of_other_packages",
        "test_exempt",
    ],
    "Each once": [
        "test_shared_weights_count_once",
        "test_frozen_counts_for_nothing_unless_swapped",
    ],
    "Other parameters": ["test_penalty_under_functional_call"],
    "Errors": [
        "test_regularizer_refuses",
        "test_wrong_types_are_refused_by_name",
        "test_numbers_of_any_type_are_taken",
    ],
    "Your model": [
        "test_penalty_leaves_the_model_alone",
        "test_penalty_runs_anywhere",
    ],
}
# What a reader does not see: the tests' own, and what a loss claims by itself.
UNSEEN = {
    "test_case_has_values_for_each_option",
    "test_case_makes_the_tensors_that_the_loss_takes",
    "test_oracle_gradient_is_the_derivative_of_its_value",
    "test_docstring_tells_what_the_case_says",
    "test_invariances",
    "test_values_depend_on_the_batch",
    "test_regularizer_case_has_values_for_each_parameter",
}


def rows() -> list[str]:
    """The first cells of the page's tables."""
    text = (DOCS / f"{PAGE}.md").read_text("utf-8")
    found = re.findall(r"^\| (.+?) \| ", text, re.MULTILINE)
    return [cell for cell in found if cell != "What"]


def test_each_row_is_tested():
    assert rows() == [*ROWS, *PENALTIES]


def test_each_property_is_a_row():
    penalties = [each for each in REGULARIZERS if each.case.kind == "penalty"]
    names = {
        each.name
        for each in declared()
        # Not those that a test declares to try it.
        if each.test.__module__.rpartition(".")[2] in MODULES
        and (
            each.argument == "loss"
            or any(each.holds_for(penalty) for penalty in penalties)
        )
    }
    tables = (*ROWS.values(), *PENALTIES.values())
    listed = {name for several in tables for name in several}
    assert not listed & UNSEEN
    assert listed | UNSEEN == names
    for name in {name for several in PENALTIES.values() for name in several}:
        assert all(map(PROPERTIES[name].holds_for, penalties)), name


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
