"""The fifteen building blocks of public pay, as small builders of narwhals expressions over whole numbers.

| block | where | block | where | block | where |
|---|---|---|---|---|---|
| dated parameter | kernel `Dated` | sum | `sums` | prorate | `proration` |
| grid, matrix | kernel `Grid`, `grid` | pool, share | `pool` | step | `progression` |
| band | `bands` | norm | `pool` | clamp | `limits` |
| curve | `curve` | quota | `quota`, kernel `Ranked` | round | kernel `money` |
| | | | | gate | `gate` |
"""
