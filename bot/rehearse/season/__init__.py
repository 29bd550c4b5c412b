"""A season rehearsed: weeks of enrolment in minutes, from the first wish to the first roll. (C20-C30)"""
