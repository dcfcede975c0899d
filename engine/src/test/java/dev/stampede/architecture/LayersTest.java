package dev.stampede.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may use whom. Packages of one layer may use those of the layers below it, never those above.
class LayersTest {
    private static final String ROOT = "dev.stampede.";

    /// From the top down.
    private static final List<List<String>> LAYERS = List.of(
            List.of("cli.."),
            List.of("insar.pipeline..", "verify..", "plot..", "mosaic..", "operators.patch..", "deploy.."),
            List.of(
                    "insar.stage1..",
                    "insar.stage2..",
                    "insar.stage3..",
                    "insar.stage4..",
                    "insar.stage5..",
                    "insar.stage6..",
                    "insar.stage7..",
                    "insar.stage8..",
                    "insar.prep..",
                    "insar.synth..",
                    "synth..",
                    "insar.troposphere..",
                    "insar.combined..",
                    "insar.export..",
                    "insar.values..",
                    "operators.pixels..",
                    "operators.radiometry..",
                    "operators.indices..",
                    "operators.qa..",
                    "operators.mask..",
                    "operators.normalize..",
                    "operators.viz..",
                    "operators.compositing..",
                    "operators.spectral..",
                    "operators.io..",
                    "operators.geom..",
                    "operators.restore..",
                    "operators.augment..",
                    "operators.measure..",
                    "operators.segment..",
                    "operators.feature..",
                    "operators.learn..",
                    "operators.matchedfilter..",
                    "operators.plume..",
                    "patcher..",
                    "catalog.."),
            List.of("insar.unwrap.."),
            List.of("insar.model..", "operators.core.."),
            List.of("insar.artifacts..", "insar.params.."),
            List.of("io..", "geometry.."),
            List.of("raster..", "linalg..", "runtime..", "kernels.."),
            List.of("memory.."));

    private static JavaClasses engine;

    @BeforeAll
    static void importEngine() {
        engine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.stampede");
    }

    static List<Integer> layerNumbers() {
        var numbers = new ArrayList<Integer>();
        for (int i = 1; i < LAYERS.size(); i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("layerNumbers")
    void aLayerNeverUsesOneAbove(int layer) {
        noClasses()
                .that(in(LAYERS.get(layer)))
                .should()
                .dependOnClassesThat(in(
                        LAYERS.subList(0, layer).stream().flatMap(List::stream).toList()))
                .allowEmptyShould(true)
                .check(engine);
    }

    @Test
    void stagesDoNotKnowEachOther() {
        slices().matching("dev.stampede.insar.(stage*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(engine);
    }

    @Test
    void compositionKnowsNoOperators() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "operators.core..")
                .should()
                .dependOnClassesThat(DescribedPredicate.and(
                        in(List.of("operators..", "patcher..", "catalog..")),
                        DescribedPredicate.not(in(List.of("operators.core..")))))
                .allowEmptyShould(true)
                .check(engine);
    }

    /// Operators know kernels, files and each other's building blocks, and nothing of patches, catalogs, mosaics,
    /// radar stages or the command line.
    @Test
    void familiesOfOperatorsKnowNothingAboveThem() {
        noClasses()
                .that(DescribedPredicate.and(
                        in(List.of("operators..")), DescribedPredicate.not(in(List.of("operators.patch..")))))
                .should()
                .dependOnClassesThat(in(List.of(
                        "operators.patch..",
                        "patcher..",
                        "catalog..",
                        "mosaic..",
                        "insar..",
                        "verify..",
                        "plot..",
                        "deploy..",
                        "cli..")))
                .check(engine);
    }

    @Test
    void kernelFamiliesTakeMatricesAndNumbersOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "kernels..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "io..", ROOT + "insar..", ROOT + "raster..")
                .check(engine);
    }

    @Test
    void onlyVectorClassesUseTheVectorApi() {
        noClasses()
                .that(DescribedPredicate.not(isVectorClass()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(engine);
    }

    @Test
    void onlyTheBindingsLinkNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "bindings..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(engine);
        classes()
                .that()
                .resideInAPackage(ROOT + "bindings..")
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .resideInAnyPackage(
                        ROOT + "bindings..",
                        ROOT + "kernels..",
                        ROOT + "io..",
                        ROOT + "geometry..",
                        ROOT + "insar.unwrap..")
                .allowEmptyShould(true)
                .check(engine);
    }

    @Test
    void onlyTheCommandLinePrintsOrExits() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "cli..", ROOT + "bindings..generated..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(engine);
    }

    private static DescribedPredicate<JavaClass> in(List<String> packages) {
        return resideInAnyPackage(packages.stream().map(ROOT::concat).toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> isVectorClass() {
        return DescribedPredicate.describe("named ...Vector or Lanes", type -> {
            var outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return simpleNameEndingWith("Vector").test(outer)
                    || outer.getSimpleName().equals("Lanes");
        });
    }
}
