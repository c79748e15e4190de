"""A stand-in for Amazon Athena's Spark sessions: a moto server, a fleet in YAML, and the service's own strictness."""
