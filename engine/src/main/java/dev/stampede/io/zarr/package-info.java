/// Zarr arrays and groups in folders, versions 2 and 3, with shards in version 3. Start with
/// [dev.stampede.io.zarr.ZarrArray]; [dev.stampede.io.zarr.ZarrRaster] puts carriers into them and
/// [dev.stampede.io.zarr.ZarrSource] reads them window by window.
package dev.stampede.io.zarr;
