"""The builder ``glossterm-report``: what is linked, what is not and why, what to mend."""
