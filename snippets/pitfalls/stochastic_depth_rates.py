"""Three rules for the rates of branches, all of them called linear."""

from snippets.tools.stochastic_depth import linear_rates

last, depth = 0.2, 4
rules = {
    # as in timm, and in torchvision's ConvNeXt and Swin
    "from 0 to the last": [last * n / (depth - 1) for n in range(depth)],
    # as in torchvision's EfficientNet
    "from 0, short of it": [last * n / depth for n in range(depth)],
    # as in the paper
    "up to the last": linear_rates(last, depth),
}
for name, rates in rules.items():
    kept = sum(1 - p for p in rates)
    print(f"{name:20}", *(f"{p:.3f}" for p in rates), f" {kept:.2f} run")
    #> from 0 to the last   0.000 0.067 0.133 0.200  3.60 run
    #> from 0, short of it  0.000 0.050 0.100 0.150  3.70 run
    #> up to the last       0.050 0.100 0.150 0.200  3.50 run
