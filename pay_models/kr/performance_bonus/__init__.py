"""Performance bonus of civil servants by class: art. 7-2 of the decree on civil servants' allowances."""
