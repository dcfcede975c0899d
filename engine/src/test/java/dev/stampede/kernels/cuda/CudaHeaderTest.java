package dev.stampede.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.CudaImage;
import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `stampede_cuda.h` is the truth; Java and the compiled kernels say the same.
class CudaHeaderTest {
    private String header;

    @BeforeEach
    void readTheHeader() throws IOException {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("cuda/include/stampede_cuda.h");
            if (Files.isRegularFile(file)) {
                header = Files.readString(file);
            }
        }
        assumeTrue(header != null, "not run in the source tree");
    }

    private int constant(String name) {
        var match = Pattern.compile("#define " + name + " (\\d+)").matcher(header);
        assertThat(match.find()).as(name).isTrue();
        return Integer.parseInt(match.group(1));
    }

    @Test
    void constantsAreThoseOfJava() {
        assertThat(constant("STAMPEDE_CUDA_ABI")).isEqualTo(CudaImage.ABI);
        assertThat(constant("STAMPEDE_BLOCK")).isEqualTo(KernelLauncher.BLOCK);
        assertThat(constant("STAMPEDE_GAUSSIAN_WIDTH")).isEqualTo(SpatialGaussian.WIDTH);
        assertThat(constant("STAMPEDE_BINS")).isEqualTo(CoherenceHistogram.BINS);
    }

    @Test
    void everyMemberTakesEightBytes() {
        var members = Pattern.compile("^    (.+?)(\\w+);", Pattern.MULTILINE).matcher(header);

        assertThat(members.results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(member -> member.contains("*")
                        || member.contains("double ")
                        || member.contains("stampede_int ")
                        || member.contains("struct stampede_"));
    }

    @Test
    void everyStructureBelongsToAKernelOfTheLibrary() {
        assumeTrue(TestKernels.emulation() instanceof NativeLibrary.Loaded, "no emulation; run `make cuda`");
        var symbols = ((NativeLibrary.Loaded) TestKernels.emulation()).symbols();
        var kernels = Pattern.compile("^struct stampede_(\\w+) \\{", Pattern.MULTILINE)
                .matcher(header)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("clap_response"))
                .toList();

        assertThat(kernels).hasSizeGreaterThan(15);
        assertThat(kernels)
                .allMatch(name -> symbols.find("stampede_host_" + name).isPresent());
    }
}
