"""Contrast, as WCAG 2.2 defines it."""

import numpy as np

TEXT = 4.5  # what text of any size needs


def rgb(colour: str) -> np.ndarray:
    """The channels of "#1d222b", from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def luminance(channels: np.ndarray) -> np.ndarray:
    """Relative luminance of colours whose channels are the last axis."""
    c = channels / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """From 1, none, to 21, black on white."""
    one, other = luminance(one), luminance(other)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
