/// Pipelines as values: operators, how they are composed, checked, watched, described and stored. Knows nothing
/// of rasters or arrays beyond [dev.stampede.memory.Shaped]. Start with [dev.stampede.operators.core.Operator].
///
/// # How a family adds an operator
///
/// 1. Write a record whose components are the parameters, and implement `compute`:
///
///        /// What it does, formula, what happens to nodata, errors.
///        ///
///        /// @param scale factor, 1
///        /// @param offset added after scaling, in the unit of the result
///        public record Scale(double scale, @Default("0.0") double offset) implements Operator<GeoRaster, GeoRaster> {
///            public Scale {
///                Require.that(Double.isFinite(scale), "scale", scale, "a finite number");
///            }
///
///            public Scale(double scale) {
///                this(scale, 0);
///            }
///
///            @Override
///            public GeoRaster compute(GeoRaster in) { ... }
///        }
///
///    Callers write `operator.apply(raster)`; `apply` calls `compute` and lets observers see it.
///    Configuration, equality, hash, text, JSON and YAML follow from the components: `bandIdx` is stored as
///    `band_idx`, `C1` and `L` as they are; `@Key("if_true")` says otherwise. `@Default` is the JSON text of the
///    value that a file may leave out. A component cannot be called `name`, because operators have a method of
///    that name: call it otherwise and add `@Key("name")`. `@Named("dNBR")` names the operator when the class cannot
/// bear the name.
/// 2. Component types: primitives, text, enums (stored in lower case), `Path`, dates and times, `Optional`,
///    `OptionalInt`, `OptionalLong`, `OptionalDouble`, `List`, `Set`, `Map` with text keys, plain records, other
///    operators, and types with a form of their own ([dev.stampede.operators.core.ConfigValue], for instance
///    "a number or a list per band"). No arrays: they have no value equality.
/// 3. An operator that has to keep something between calls extends
///    [dev.stampede.operators.core.SettingsOperator] with its parameters as a record. One that holds a closure, a
///    model or a live array answers `false` from `serialisable()` and is not registered.
/// 4. Two inputs: [dev.stampede.operators.core.PairOperator]; a list: [dev.stampede.operators.core.ListOperator];
///    none: [dev.stampede.operators.core.Source]; returns nothing: `terminal()` answers `true`.
/// 5. Register: list the class in the family's [dev.stampede.operators.core.OperatorFamily] and the family in
///    `META-INF/services/dev.stampede.operators.core.OperatorFamily`. The registry refuses a class whose
///    parameters it could not read back, and two operators of one name.
/// 6. Off-heap results go where `dev.stampede.raster.RasterMemory` says; inputs are never changed.
package dev.stampede.operators.core;
