package dev.stampede.mosaic.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.raster.DType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompressionTest {
    @Test
    void withoutZstdMosaicsArePackedWithDeflate() {
        assertThat(Compression.PREDICTED.options(DType.UINT16, true))
                .isEqualTo(Map.of("COMPRESS", "ZSTD", "ZSTD_LEVEL", "1", "PREDICTOR", "2"));
        assertThat(Compression.PREDICTED.options(DType.FLOAT32, false))
                .isEqualTo(Map.of("COMPRESS", "DEFLATE", "ZLEVEL", "1", "PREDICTOR", "3"));
        assertThat(Compression.PLAIN.options(DType.UINT16, false)).isEqualTo(Map.of("COMPRESS", "DEFLATE"));
    }
}
