package dev.stampede.kernels.elementwise;

import static dev.stampede.kernels.elementwise.Expression.input;
import static dev.stampede.kernels.elementwise.Expression.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.Choose;
import dev.stampede.kernels.elementwise.Expression.Unary;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {
    private static final int[] WIDTHS = {1, 3, 7, 8, 16, 17, 63, 512, 1024, 1500};

    static Stream<Arguments> kernelsAndWidths() {
        return TestKernels.of(Elementwise.FAMILY).stream()
                .flatMap(kernel -> Stream.of(Precision.values())
                        .flatMap(precision -> java.util.Arrays.stream(WIDTHS)
                                .mapToObj(width -> Arguments.of(kernel, precision, width))));
    }

    static Stream<Elementwise> kernels() {
        return TestKernels.of(Elementwise.FAMILY).stream();
    }

    /// Every operation by itself, then a formula of several.
    private static List<Expression> formulas() {
        var all = new ArrayList<Expression>();
        for (var op : UnaryOp.values()) {
            all.add(new Unary(op, input(0)));
        }
        for (var op : BinaryOp.values()) {
            all.add(new Expression.Binary(op, input(0), input(1)));
        }
        all.add(new Choose(input(0), input(1), input(2)));
        var ndvi = input(0).minus(input(1)).over(input(0).plus(input(1)).plus(1e-10));
        all.add(new Choose(
                input(2).reaches(0.5),
                ndvi,
                ndvi.times(ndvi).atLeast(-0.5).atMost(0.5).negate()));
        return all;
    }

    @ParameterizedTest
    @MethodSource("kernelsAndWidths")
    void everyBackendGivesTheBitsOfTheReference(Elementwise kernel, Precision precision, int width) {
        long seed = Long.getLong("test.seed", 20260101L + width);
        var random = new Random(seed);
        int rows = 3;
        int stride = width + 5;
        var type = precision == Precision.SINGLE ? ElementType.FLOAT32 : ElementType.FLOAT64;
        try (var arena = Arena.ofConfined()) {
            var planes = new ArrayList<Plane>();
            for (int i = 0; i < 3; i++) {
                var plane = new Plane(arena.allocate((long) rows * stride * 8, 8), type, 2, stride);
                for (int k = 0; k < rows * stride; k++) {
                    type.store(
                            plane.segment(),
                            k,
                            random.nextInt(10) == 0 ? special(random) : random.nextDouble() * 2 - 1);
                }
                planes.add(plane);
            }
            for (var formula : formulas()) {
                var program = Program.of(formula);
                var expected = new Plane(arena.allocate((long) rows * stride * 8, 8), type, 1, stride);
                var actual = new Plane(arena.allocate((long) rows * stride * 8, 8), type, 1, stride);
                new ElementwiseReference().run(program, precision, planes, expected, rows, width);
                kernel.run(program, precision, planes, actual, rows, width);

                for (int k = 0; k < rows * stride; k++) {
                    long e = Double.doubleToLongBits(type.load(expected.segment(), k)); // one NaN
                    long a = Double.doubleToLongBits(type.load(actual.segment(), k));
                    if (a != e) {
                        fail("%s seed=%d element %d of rows of %d: %s, not %s"
                                .formatted(
                                        formula,
                                        seed,
                                        k,
                                        stride,
                                        Double.longBitsToDouble(a),
                                        Double.longBitsToDouble(e)));
                    }
                }
            }
        }
    }

    private static double special(Random random) {
        var specials = new double[] {Double.NaN, 0, -0.0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e30};
        return specials[random.nextInt(specials.length)];
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyTypeIsReadAndWritten(Elementwise kernel) {
        int n = 2100;
        try (var arena = Arena.ofConfined()) {
            for (var type : ElementType.values()) {
                for (var precision : Precision.values()) {
                    var in = Plane.dense(arena.allocate(n * 8L, 64), type, n);
                    var out = Plane.dense(arena.allocate(n * 8L, 64), type, n);
                    var expected = Plane.dense(arena.allocate(n * 8L, 64), type, n);
                    for (int i = 0; i < n; i++) {
                        type.store(in.segment(), i, type == ElementType.BOOL ? i % 3 : i * 37.25 - 30000);
                    }
                    var program = Program.of(input(0).times(1.5).plus(3));
                    kernel.run(program, precision, List.of(in), out, 1, n);
                    new ElementwiseReference().run(program, precision, List.of(in), expected, 1, n);
                    assertThat(out.segment().mismatch(expected.segment()))
                            .as("%s %s", type, precision)
                            .isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void formulasWithoutStepsCopyAndConvert(Elementwise kernel) {
        try (var arena = Arena.ofConfined()) {
            var in = Plane.dense(arena.allocate(40 * 2L), ElementType.UINT16, 40);
            ElementType.UINT16.store(in.segment(), 39, 65535);
            var out = Plane.dense(arena.allocate(40 * 4L), ElementType.FLOAT32, 40);
            kernel.run(Program.of(input(0)), Precision.SINGLE, List.of(in), out, 1, 40);
            assertThat(ElementType.FLOAT32.load(out.segment(), 39)).isEqualTo(65535);
            kernel.run(Program.of(number(7)), Precision.SINGLE, List.of(), out, 1, 40);
            assertThat(ElementType.FLOAT32.load(out.segment(), 39)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void touchesNothingOutsideItsRows(Elementwise kernel) {
        try (var arena = Arena.ofConfined()) {
            var in = new Plane(arena.allocate(4 * 40), ElementType.FLOAT32, 0, 10);
            var out = new Plane(arena.allocate(4 * 60), ElementType.FLOAT32, 11, 12);
            for (int i = 0; i < 60; i++) {
                ElementType.FLOAT32.store(out.segment(), i, -7);
            }
            kernel.run(Program.of(input(0).plus(1)), Precision.SINGLE, List.of(in), out, 4, 10);
            for (int i = 0; i < 60; i++) {
                boolean inside = i >= 11 && (i - 11) / 12 < 4 && (i - 11) % 12 < 10;
                assertThat(ElementType.FLOAT32.load(out.segment(), i))
                        .as("element %d", i)
                        .isEqualTo(inside ? 1 : -7);
            }
        }
    }

    @Test
    void equalPartsAreComputedOnceAndRegistersAreUsedAgain() {
        var ndvi = input(1).minus(input(0)).over(input(1).plus(input(0)).plus(1e-10));
        var program = Program.of(ndvi.times(ndvi).apply(UnaryOp.TANH));

        assertThat(program.steps()).hasSize(3); // the normalised difference is one
        assertThat(program.registers()).isLessThanOrEqualTo(5);
        assertThat(program.inputs()).isEqualTo(2);
    }

    @Test
    void knownValuesOfAsinhAndMembership() {
        assertThat(Pixel.unary(UnaryOp.ASINH, 1e-9)).isEqualTo(1e-9);
        assertThat(Pixel.unary(UnaryOp.ASINH, -2))
                .isCloseTo(-1.4436354751788103, org.assertj.core.data.Offset.offset(3e-16));
        assertThat(Pixel.unary(UnaryOp.ASINH, 1e300))
                .isCloseTo(691.4686750787737, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Expression.isOneOf(input(0), List.of())).isEqualTo(number(0));
    }

    @Test
    void planesThatAreTooSmallAreRefused() {
        try (var arena = Arena.ofConfined()) {
            var small = Plane.dense(arena.allocate(40), ElementType.FLOAT32, 10);
            var program = Program.of(input(0).plus(input(1)));
            assertThatThrownBy(() ->
                            Elementwise.standard().run(program, Precision.SINGLE, List.of(small, small), small, 2, 10))
                    .hasMessageContaining("do not lie in");
            assertThatThrownBy(
                            () -> Elementwise.standard().run(program, Precision.SINGLE, List.of(small), small, 1, 10))
                    .hasMessageContaining("reads 2 planes");
        }
    }
}
