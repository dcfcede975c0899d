/// From rows of a catalog to what the patcher works on: one slice a row.
package dev.stampede.catalog.patch;
