"""Rule files to send."""

from __future__ import annotations

LIGHTNING = """title       = '''No lightning'''
severity    = 'reject'
principle   = 'realism'
why         = '''Nothing arrives as fast as that.'''
say_instead = '''We have asked the courier to deliver it.'''
phrases     = '''
lightning fast
'''
rejects     = '''
Our repairs are lightning fast.
'''
passes      = '''
Thank you for writing.
'''
"""
RULE = "en/instant/lightning-fast"
FAST = "Our repairs are lightning fast."
