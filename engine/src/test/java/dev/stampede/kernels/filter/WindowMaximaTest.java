package dev.stampede.kernels.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowMaximaTest {
    @ParameterizedTest
    @CsvSource({"20, 30, 1", "20, 30, 3", "17, 13, 7", "5, 40, 41", "1, 1, 3", "1, 9, 5", "9, 1, 5"})
    void isTheLargestOfTheWindow(int rows, int cols, int window) {
        var random = new Random(5);
        var x = new double[rows][cols];
        for (var row : x) {
            for (int c = 0; c < cols; c++) {
                row[c] = random.nextInt(6) == 0 ? Double.NaN : random.nextGaussian();
            }
        }
        int[] seen = {0};

        WindowMaxima.run(
                rows, cols, window, (row, out, at) -> System.arraycopy(x[row], 0, out, at, cols), (row, line) -> {
                    seen[0]++;
                    for (int c = 0; c < cols; c++) {
                        double largest = Double.NEGATIVE_INFINITY;
                        for (int i = Math.max(0, row - window / 2); i <= Math.min(rows - 1, row + window / 2); i++) {
                            for (int j = Math.max(0, c - window / 2); j <= Math.min(cols - 1, c + window / 2); j++) {
                                largest = x[i][j] > largest ? x[i][j] : largest;
                            }
                        }
                        assertThat(line[c]).isEqualTo(largest);
                    }
                });

        assertThat(seen[0]).isEqualTo(rows);
    }
}
