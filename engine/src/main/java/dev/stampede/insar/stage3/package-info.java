/// Stage 3: selecting persistent scatterers by their temporal coherence. Start with
/// [dev.stampede.insar.stage3.Stage3].
package dev.stampede.insar.stage3;
