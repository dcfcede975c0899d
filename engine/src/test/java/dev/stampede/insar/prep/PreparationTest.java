package dev.stampede.insar.prep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.text.SixDigits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases at the edges of the candidate rules and of the patch layout, on scenes of a few pixels.
class PreparationTest {
    @TempDir
    Path folder;

    private Path dataset() {
        return folder.resolve("work");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(dataset().resolve(file));
    }

    @Test
    void leavesRemainderColumnsOutsideEveryCore() {
        var options = PrepOptions.builder(Processor.SNAP, folder)
                .patches(3, 1)
                .overlap(2, 7)
                .build();

        var patches = PatchWindow.cut(10, 4, options);

        assertThat(patches)
                .extracting(p -> p.core().toList())
                .containsExactly(List.of(1, 3, 1, 4), List.of(4, 6, 1, 4), List.of(7, 9, 1, 4));
        assertThat(patches)
                .extracting(p -> p.bounds().toList())
                .containsExactly(List.of(1, 5, 1, 4), List.of(2, 8, 1, 4), List.of(5, 10, 1, 4));
    }

    @Test
    void numbersPatchesAlongAzimuthFirst() {
        var options = PrepOptions.builder(Processor.SNAP, folder)
                .patches(2, 2)
                .overlap(0, 0)
                .build();

        var patches = PatchWindow.cut(5, 5, options);

        assertThat(patches).extracting(PatchWindow::name).containsExactly("PATCH_1", "PATCH_2", "PATCH_3", "PATCH_4");
        assertThat(patches.get(1).core().toList()).containsExactly(1, 2, 3, 4);
        assertThat(patches.get(2).core().toList()).containsExactly(3, 4, 1, 2);
    }

    @Test
    void dropsRemainderPixelsWhenPatchesDoNotOverlap() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 5, 3, 3).single((k, y, x) -> 10);

        var report = TinyExport.prepare(export.options(dataset()).patches(2, 1).build(), 1);

        assertThat(report.candidateCount()).isEqualTo(12);
        assertThat(lines("PATCH_2/pscands.1.ij"))
                .startsWith("1 0 2", "2 0 3", "3 1 2")
                .hasSize(6);
    }

    @Test
    void givesConstantAmplitudeTheDispersionZero() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 7, 5, 7).single((k, y, x) -> 0.3 * (x + 1));

        TinyExport.prepare(export.options(dataset()).build(), 1);

        assertThat(lines("PATCH_1/pscands.1.da"))
                .hasSize(35)
                .allSatisfy(d -> assertThat(Double.parseDouble(d)).isBetween(0.0, 1e-3));
    }

    @Test
    void barsPixelsWithoutSignalInOneImageButLogsThem() throws IOException {
        // Image 0 misses pixel (1, 1); what follows counts, so the pixel passes the limit and is only logged.
        // Image 3, the last, misses pixel (2, 2): its sum ends at zero, so nothing is left to log.
        var export = new TinyExport(folder.resolve("in"), 4, 4, 4)
                .single((k, y, x) -> k == 0 && y == 1 && x == 1 || k == 3 && y == 2 && x == 2 ? 0 : 10);

        TinyExport.prepare(export.options(dataset()).ampDispersion(0.6).build(), 1);

        assertThat(lines("PATCH_1/pscands.1.ij")).hasSize(14).doesNotContain("6 1 1");
        assertThat(lines("PATCH_1/pscands.1.ij0")).containsExactly("5 1 1");
        var sums = ByteBuffer.wrap(Files.readAllBytes(dataset().resolve("PATCH_1/mean_amp.flt")))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(sums.getFloat(4 * (2 * 4 + 2))).isZero();
        assertThat(sums.getFloat(0)).isEqualTo(4);
    }

    @Test
    void keepsRestlessPixelsWhenTheLimitIsNegative() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 4, 3, 4).single((k, y, x) -> x == 2 && k % 2 == 0 ? 30 : 10);

        var report =
                TinyExport.prepare(export.options(dataset()).ampDispersion(-0.3).build(), 1);

        assertThat(report.candidateCount()).isEqualTo(3);
        assertThat(lines("PATCH_1/pscands.1.ij")).containsExactly("1 0 2", "2 1 2", "3 2 2");
        assertThat(lines("selpsc.in").getFirst()).isEqualTo("-0.3");
    }

    @Test
    void leavesMaskedPixelsOutOfCalibrationAndCandidates() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 4, 3, 3).single((k, y, x) -> x == 0 ? 1000 : 10);
        var mask = new byte[12];
        mask[0] = mask[4] = mask[8] = 1;
        var maskFile = Files.write(folder.resolve("mask"), mask);

        TinyExport.prepare(export.options(dataset()).mask(maskFile).build(), 1);

        assertThat(lines("calamp.out")).allMatch(l -> l.endsWith(" 10"));
        assertThat(lines("PATCH_1/pscands.1.ij")).hasSize(9).noneMatch(l -> l.endsWith(" 0"));
        assertThat(Files.size(dataset().resolve("PATCH_1/mean_amp.flt"))).isEqualTo(48);
    }

    @Test
    void copiesValuesOfCandidatesByteForByte() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 3, 3, 3)
                .single((k, y, x) -> x == 1 ? 10 : 10 + (k % 2 == 0 ^ x == 0 ? 5 : -5));
        export.raster(TinyExport.MASTER + ".lon", i -> Float.NaN);

        TinyExport.prepare(export.options(dataset()).ampDispersion(0.01).build(), 1);

        var phase = ByteBuffer.wrap(Files.readAllBytes(dataset().resolve("PATCH_1/pscands.1.ph")));
        int n = lines("PATCH_1/pscands.1.ij").size();
        assertThat(phase.capacity()).isEqualTo(2 * n * 8);
        assertThat(phase.getFloat(0)).isZero(); // interferogram with image 0
        assertThat(phase.getFloat(n * 8)).isEqualTo(2); // and with image 2
        var pairs = ByteBuffer.wrap(Files.readAllBytes(dataset().resolve("PATCH_1/pscands.1.ij.int")));
        var height = ByteBuffer.wrap(Files.readAllBytes(dataset().resolve("PATCH_1/pscands.1.hgt")));
        for (int i = 0; i < n; i++) {
            int pixel = pairs.getInt(8 * i + 4) * 3 + pairs.getInt(8 * i);
            assertThat(phase.getFloat(8 * i + 4)).isEqualTo(pixel);
            assertThat(height.getFloat(4 * i)).isEqualTo(pixel);
        }
        assertThat(Files.size(dataset().resolve("PATCH_1/pscands.1.ll"))).isEqualTo(8L * n);
    }

    @Test
    void choosesTheSamePixelsFromShortIntegersAsFromFloats() throws IOException {
        TinyExport.Pixel pixel = (k, y, x) -> 200 + (k * 37 + y * 11 + x * 53) % 97;
        var floats = new TinyExport(folder.resolve("floats"), 9, 7, 6).single(pixel);
        var integers = new TinyExport(folder.resolve("shorts"), 9, 7, 6);
        integers.shorts = true;
        integers.single(pixel);

        TinyExport.prepare(
                floats.options(folder.resolve("a")).ampDispersion(0.11).build(), 1);
        TinyExport.prepare(
                integers.options(folder.resolve("b")).ampDispersion(0.11).build(), 1);

        for (var name : List.of("pscands.1.ij", "pscands.1.da", "pscands.1.ph", "mean_amp.flt")) {
            assertThat(folder.resolve("b/PATCH_1").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("a/PATCH_1").resolve(name));
        }
        assertThat(Files.readAllLines(folder.resolve("a/PATCH_1/pscands.1.ij")))
                .isNotEmpty()
                .hasSizeLessThan(63);
        assertThat(folder.resolve("b/processor.txt")).hasContent("gamma");
    }

    @Test
    void comparesPairsOfASmallBaselineExport() throws IOException {
        int n = 5;
        var random = new Random(5);
        var amplitude = new float[n][48];
        for (var image : amplitude) {
            for (int i = 0; i < 48; i++) {
                image[i] = 50 + 40 * random.nextFloat();
            }
        }
        var export = new TinyExport(folder.resolve("in"), 8, 6, n).pairs((k, y, x) -> amplitude[k][y * 8 + x]);

        TinyExport.prepare(
                export.options(dataset())
                        .ampDispersion(0.15)
                        .masterDate(TinyExport.MASTER)
                        .build(),
                2);

        var c = lines("calamp.out").stream()
                .map(l -> Float.parseFloat(l.split(" ")[1]))
                .toList();
        var expected = new java.util.ArrayList<String>();
        for (int i = 0; i < 48; i++) {
            float sum = 0;
            float squares = 0;
            for (int k = 0; k + 1 < n; k++) {
                float a = amplitude[k][i] / c.get(2 * k);
                float b = amplitude[k + 1][i] / c.get(2 * k + 1);
                sum += a;
                sum += b;
                squares += (a - b) * (a - b);
            }
            float dispersion = (float) Math.sqrt(squares / (n - 1)) / (sum / (2 * n - 2));
            if (dispersion < 0.15f) {
                expected.add(SixDigits.format(dispersion));
            }
        }
        assertThat(lines("PATCH_1/pscands.1.da"))
                .isEqualTo(expected)
                .isNotEmpty()
                .hasSizeLessThan(48);
        assertThat(dataset().resolve("selsbc.in")).exists();
        assertThat(dataset().resolve("PATCH_1/pscands.1.ij0")).doesNotExist();
        assertThat(lines("rsc.txt").getFirst()).endsWith("SMALL_BASELINES/20200102_20200103/20200102.rslc.par");
    }

    @Test
    void writesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        var random = new Random(9);
        var noise = new double[6][400 * 90];
        for (var image : noise) {
            for (int i = 0; i < image.length; i++) {
                image[i] = 40 + 20 * random.nextGaussian();
            }
        }
        var export = new TinyExport(folder.resolve("in"), 400, 90, 6).single((k, y, x) -> noise[k][y * 400 + x]);

        TinyExport.prepare(
                export.options(folder.resolve("one"))
                        .patches(2, 2)
                        .overlap(9, 9)
                        .build(),
                1);
        TinyExport.prepare(
                export.options(folder.resolve("many"))
                        .patches(2, 2)
                        .overlap(9, 9)
                        .build(),
                5);

        try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var other = folder.resolve("many").resolve(folder.resolve("one").relativize(file));
                assertThat(other).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void keepsAPatchWithoutCandidates() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 6, 4, 4)
                .single((k, y, x) -> x < 3 ? 10 : 10 + ((k + y) % 2 == 0 ? 5 : -5));

        var report = TinyExport.prepare(
                export.options(dataset()).patches(2, 1).ampDispersion(0.2).build(), 1);

        assertThat(report.patches()).extracting(PrepReport.Patch::candidates).containsExactly(12L, 0L);
        assertThat(lines("patch.list")).containsExactly("PATCH_1", "PATCH_2");
        assertThat(dataset().resolve("PATCH_2/pscands.1.ph")).isEmptyFile();
        assertThat(dataset().resolve("PATCH_2/pscands.1.ij")).isEmptyFile();
    }

    @Test
    void takesTheMasterDateFromTheFolderNameFirst() throws IOException {
        var export = new TinyExport(folder.resolve("in"), 3, 3, 3).single((k, y, x) -> 10);
        var named = folder.resolve("INSAR_" + TinyExport.MASTER);

        TinyExport.prepare(export.options(named).build(), 1);

        assertThat(Files.readString(named.resolve("rsc.txt"))).endsWith(TinyExport.MASTER + ".rslc.par\n");
    }
}
