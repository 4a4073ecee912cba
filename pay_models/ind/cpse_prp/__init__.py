"""Performance-related pay in the state enterprises of India, from 2017 on."""
