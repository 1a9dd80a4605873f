"""The inquiry of the plain app, in clear."""

# SPDX-License-Identifier: Apache-2.0
from django.db import models


class Inquiry(models.Model):
    """The fields of the quote form."""

    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    rank = models.CharField(max_length=80, blank=True)
    company = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80, blank=True)
    product = models.CharField(max_length=80)
    content = models.TextField(max_length=5000)
    received = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)
