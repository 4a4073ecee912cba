"""The annual variable component and the 13th month of the Singapore civil service."""
