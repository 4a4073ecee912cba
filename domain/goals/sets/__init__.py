"""Sets of KPIs: which KPIs are bound to a position, and the gate behind which they become active together."""
