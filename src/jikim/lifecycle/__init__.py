"""What must go and what must stay: setting apart, destruction, certificates, holds, the gate after a restore."""
