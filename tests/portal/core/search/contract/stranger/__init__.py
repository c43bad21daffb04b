"""The app a project needs that takes the search over: the synonyms' models, under the label they have."""
