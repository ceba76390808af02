"""What every server of the contract must do, as checks that run against any of them."""
