"""The chatbot that runs emulation campaigns (phong trào thi đua) for Vietnamese trade unions."""
