"""Articles found by what they mean, in any language, where an encoder is installed. Without one nothing here runs.

What is found so is read as what is found by words is: it may answer a question by the same rules, or not at all.

encoder         which encoder is installed; texts → vectors
stretches       what of an article is encoded
nearest         the vectors of an archive, searched exactly, in the process that encodes
finding         the way there from the desk
joining         stories across languages, proposed
filling         the articles that have no vectors yet, one after the other
"""
