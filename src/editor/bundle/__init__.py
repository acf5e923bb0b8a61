"""What leaves: the plan of a bundle, its manifest, the hand-off into a CMS folder."""
