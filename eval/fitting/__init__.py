"""Scripts that fit what Pinpoint ships with: weights of the fusion, the confidence and the checks, the codebook."""
