"""KPI score of civil servants: Decree 335/2025/ND-CP arts. 14, 16 and 17."""
