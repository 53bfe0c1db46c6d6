"""Contrast, as WCAG 2.2 defines it, and how far apart two colours look."""

import numpy as np

TEXT = 4.5  # what text of any size needs
# What light becomes for those who lack a kind of cone: Machado, Oliveira and
# Fernandes, A Physiologically-based Model for Simulation of Color Vision
# Deficiency, 2009, at full severity.
VISIONS = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
# From light to OKLab, as Björn Ottosson gives it.
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def rgb(colour: str) -> np.ndarray:
    """The channels of "#1d222b", from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def linear(channels: np.ndarray) -> np.ndarray:
    """Light, from 0 to 1, of channels from 0 to 255."""
    c = channels / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def luminance(channels: np.ndarray) -> np.ndarray:
    """Relative luminance of colours whose channels are the last axis."""
    return linear(channels) @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """From 1, none, to 21, black on white."""
    one, other = luminance(one), luminance(other)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def apart(one: np.ndarray, other: np.ndarray, vision: str) -> float:
    """How far apart two colours look, in hundredths of OKLab."""
    light = linear(np.stack([one, other])) @ VISIONS[vision].T
    first, second = np.cbrt(light.clip(0, 1) @ CONES.T) @ OKLAB.T
    return float(100 * np.hypot.reduce(first - second))
