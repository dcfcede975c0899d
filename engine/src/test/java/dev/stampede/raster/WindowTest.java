package dev.stampede.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void sharedPixelsOfTwoWindows() {
        var window = new Window(-2, 3, 10, 5);
        assertThat(window.intersection(Window.of(4, 6))).contains(new Window(0, 3, 4, 3));
        assertThat(window.intersection(new Window(8, 0, 2, 20))).isEmpty();
        assertThat(Window.of(4, 6).contains(new Window(0, 3, 4, 3))).isTrue();
        assertThat(Window.of(4, 6).contains(window)).isFalse();
    }

    @Test
    void oneWithoutPixelsOrBeyondAllNumbersIsRefused() {
        assertThatThrownBy(() -> new Window(0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(Integer.MAX_VALUE, 0, 1, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void rectanglesThatOnlyTouchDoNotOverlap() {
        var left = new Bounds(0, 0, 1, 1);
        assertThat(left.overlaps(new Bounds(1, 0, 2, 1))).isFalse();
        assertThat(left.overlaps(new Bounds(0.5, 0.5, 2, 2))).isTrue();
        assertThat(left.union(new Bounds(3, -1, 4, 0))).isEqualTo(new Bounds(0, -1, 4, 1));
    }
}
