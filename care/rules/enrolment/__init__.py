"""The way into care: one application's course, the order of places, notice, drafts, the published list. (C20-C30)"""
