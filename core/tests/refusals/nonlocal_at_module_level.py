# refused at 3:1
# says: nonlocal, module level
nonlocal x
