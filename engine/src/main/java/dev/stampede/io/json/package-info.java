/// Writing plain values as JSON. Start with [dev.stampede.io.json.Json].
package dev.stampede.io.json;
