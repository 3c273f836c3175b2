"""The full-screen face. Calls only the service; decides nothing."""
