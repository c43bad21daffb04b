"""Import of a list of readers that exists already. The machinery is `portal.core.imports`."""
