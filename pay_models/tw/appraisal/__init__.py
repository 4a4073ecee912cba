"""The yearly appraisal of civil servants in Taiwan."""
