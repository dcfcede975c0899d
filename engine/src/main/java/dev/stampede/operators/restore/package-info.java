/// Values cleaned: speckle, stripes, noise, gaps, outliers. Filters work on rows and columns of each band by
/// itself unless they say otherwise. NaN is no value: it takes no part in what its neighbours get, and stays
/// NaN except where an operator fills gaps. Windows are cut at the border unless an operator says otherwise.
/// `float32` gives `float32`, computed in double precision; everything else gives `float64`.
package dev.stampede.operators.restore;
