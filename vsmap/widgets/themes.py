"""vsmap's own colours, dark and light: states stay apart under every kind of colour blindness.

Any two of the colours that tell states apart differ by more than 17 (CIE 1976 colour difference; an eye just
notices 2.3), as seen with normal eyes and as simulated for eyes without red, green or blue cones (Machado,
Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009).
"""

from typing import Final

from textual.theme import Theme

OWN_THEMES: Final = (
    Theme(
        name="vsmap-dark",
        primary="#6a96fa",
        secondary="#8fb3d9",
        accent="#ffc933",
        warning="#d8743a",
        error="#f4528c",
        success="#4ff0a0",
        foreground="#dfe2ea",
        background="#12141a",
        surface="#12141a",
        panel="#1d2029",
        dark=True,
    ),
    Theme(
        name="vsmap-light",
        primary="#1a3fc0",
        secondary="#3f6690",
        accent="#7d6800",
        warning="#6a2e10",
        error="#cf005c",
        success="#117c70",
        foreground="#15171d",
        background="#fbfbf8",
        surface="#fbfbf8",
        panel="#ecece6",
        dark=False,
    ),
)
