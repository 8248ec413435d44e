# refused at 3:8
# says: my_helpers
import my_helpers

my_helpers.go()
