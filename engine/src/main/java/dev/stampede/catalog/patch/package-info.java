/// The bridge between catalogs and patches. Start with [dev.stampede.catalog.patch.CatalogField].
package dev.stampede.catalog.patch;
