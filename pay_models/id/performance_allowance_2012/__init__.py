"""The performance allowance of Indonesia's Ministry of Agriculture: Regulation 68/2012."""
