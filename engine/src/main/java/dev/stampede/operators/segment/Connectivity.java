package dev.stampede.operators.segment;

import dev.stampede.operators.core.Require;

/// Which pixels are neighbours: 1 = those that share a side, 2 = those that share a corner too.
final class Connectivity {
    private Connectivity() {}

    static void require(int connectivity) {
        Require.that(connectivity == 1 || connectivity == 2, "connectivity", connectivity, "1 (sides) or 2 (corners)");
    }
}
