"""Steps of civil servants: arts. 13 to 16 of the decree on civil servants' pay."""
