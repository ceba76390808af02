"""Before there is a desk: enrolment, passphrase, a store in trouble."""
