"""The commands of ``kg``, one file each: options, words for people, exit codes.  Work is done elsewhere."""
