"""Cash awards of federal employees and executives."""
