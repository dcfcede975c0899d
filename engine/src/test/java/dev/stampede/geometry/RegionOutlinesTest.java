package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionOutlinesTest {
    @Test
    void outlinesOfRegionsKeepHolesAndPlaces() {
        int[] labels = {
            0, 1, 1, 1, 0,
            0, 1, 0, 1, 2,
            0, 1, 1, 1, 0
        };

        var outlines = RegionOutlines.of(labels, 5, 3);

        assertThat(outlines).hasSize(3);
        assertThat(outlines.get(0).getArea()).isEqualTo(8);
        assertThat(outlines.get(0).getNumInteriorRing()).isEqualTo(1);
        assertThat(outlines.get(0).getEnvelopeInternal().getMinX()).isEqualTo(1);
        assertThat(outlines.get(1).getArea()).isEqualTo(1);
        assertThat(outlines.get(1).getEnvelopeInternal().getMinX()).isEqualTo(4);
        assertThat(outlines.get(1).getEnvelopeInternal().getMinY()).isEqualTo(1);
        assertThat(outlines.get(2)).isNull();
    }
}
