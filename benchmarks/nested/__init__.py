"""The four servers of the nested read, and the load that they are measured with."""
